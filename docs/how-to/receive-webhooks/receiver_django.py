"""python receiver_django.py runserver 127.0.0.1:8000 --noreload   (the view is what matters)"""

import json
import os
import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from verify import NotVerified, verify

seen: set[str] = set()  # a table with a unique column, in earnest


@csrf_exempt
@require_POST
def hook(request: HttpRequest) -> HttpResponse:
    try:
        message_id = verify(os.environ["WEBHOOK_SECRET"], request.headers, request.body)
    except NotVerified as reason:
        return HttpResponse(f"not verified: {reason}", status=400)
    if message_id not in seen:
        seen.add(message_id)
        print(json.loads(request.body)["type"], message_id, flush=True)
    return HttpResponse(status=204)


urlpatterns = [path("hook", hook)]

if __name__ == "__main__":
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="example", DEBUG=False)
    execute_from_command_line(sys.argv)
