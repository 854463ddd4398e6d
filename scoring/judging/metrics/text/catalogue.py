"""One line for each metric of this family."""

from scoring.judging.metrics.metric import Metric
from scoring.judging.metrics.text.bleu import BLEU
from scoring.judging.metrics.text.cer import CER
from scoring.judging.metrics.text.levenshtein_mean import LEVENSHTEIN_MEAN
from scoring.judging.metrics.text.levenshtein_normalized import LEVENSHTEIN_NORMALIZED
from scoring.judging.metrics.text.rouge_l import ROUGE_L
from scoring.judging.metrics.text.sequence_error_rate import SEQUENCE_ERROR_RATE
from scoring.judging.metrics.text.wer import WER

METRICS: tuple[Metric, ...] = (
    LEVENSHTEIN_MEAN,
    LEVENSHTEIN_NORMALIZED,
    WER,
    CER,
    BLEU,
    ROUGE_L,
    SEQUENCE_ERROR_RATE,
)
