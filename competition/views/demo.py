from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from competition.models.running import OutgoingMail
from competition.rules.codes import codes_in
from competition.views.pages import page_of

ON_A_PAGE = 20


@never_cache
@login_not_required
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    page = page_of(request, OutgoingMail.objects.all(), ON_A_PAGE)
    mails = [(mail, codes_in(mail.body)) for mail in page]
    return render(request, "competition/demo_mail.html", {"page": page, "mails": mails})
