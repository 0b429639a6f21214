"""flask --app receiver_flask run"""

import os

from flask import Flask, request
from verify import NotVerified, verify

app = Flask(__name__)
seen: set[str] = set()  # a table with a unique column, in earnest


@app.post("/hook")
def hook():
    try:
        message_id = verify(os.environ["WEBHOOK_SECRET"], request.headers, request.get_data())
    except NotVerified as reason:
        return f"not verified: {reason}", 400
    if message_id not in seen:
        seen.add(message_id)
        print(request.get_json()["type"], message_id, flush=True)
    return "", 204
