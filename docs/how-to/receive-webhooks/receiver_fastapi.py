"""uvicorn receiver_fastapi:app"""

import json
import os

from fastapi import FastAPI, HTTPException, Request
from verify import NotVerified, verify

app = FastAPI()
seen: set[str] = set()  # a table with a unique column, in earnest


@app.post("/hook", status_code=204)
async def hook(request: Request) -> None:
    body = await request.body()
    try:
        message_id = verify(os.environ["WEBHOOK_SECRET"], request.headers, body)
    except NotVerified as reason:
        raise HTTPException(400, f"not verified: {reason}") from reason
    if message_id not in seen:
        seen.add(message_id)
        print(json.loads(body)["type"], message_id, flush=True)
