"""What a team has in hand of what it sent."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from competition.views.pages import require_safe_or_post, show, typed
from scoring.forms.submitting import ReceiptForm
from scoring.rules.receipts import genuine, receipt_of, text_of
from scoring.views.submissions.lookups import submission_of


@require_safe
def receipt(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    told = text_of(receipt_of(submission_of(request, slug, pk)), settings.PUBLIC_URL + reverse("receipts"))
    answer = HttpResponse(told, content_type="text/plain; charset=utf-8")
    name = content_disposition_header(as_attachment=True, filename=f"receipt-{pk}.txt")
    answer.headers["Content-Disposition"] = name or ""
    return answer


@require_safe_or_post
def receipts(request: HttpRequest) -> HttpResponse:
    """Is this one of ours? The rows need not be there any more."""
    form = ReceiptForm(typed(request))
    checked = form.is_valid()
    found = genuine(form.cleaned_data["text"]) if checked else None
    return show(request, "scoring/receipts.html", {"form": form, "checked": checked, "receipt": found})
