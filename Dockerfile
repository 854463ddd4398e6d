# One image for all four processes; compose.yaml says which is which.
FROM python:3.11-slim-bookworm

RUN useradd --create-home holdout && install --directory --owner holdout /var/holdout /var/holdout/answers
WORKDIR /srv/holdout
COPY pyproject.toml constraints.txt ./
COPY .ci/needs .ci/needs
RUN python .ci/needs metrics > /tmp/needs.txt \
    && pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt --requirement /tmp/needs.txt
COPY manage.py CHANGELOG.md ./
COPY competition competition
COPY teams teams
COPY scoring scoring
COPY grades grades
COPY baselines baselines
COPY templates templates
RUN python -m compileall -q .

ENV HOLDOUT_VAR=/var/holdout PYTHONUNBUFFERED=1 OPENBLAS_NUM_THREADS=1
USER holdout
VOLUME /var/holdout
CMD ["python", "manage.py", "serve"]
