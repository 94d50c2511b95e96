# The application, the API and the Chroma server, one image: `docker build -t pst-assistant .` (docs/operations.md).
# The built image holds no secret and no document but the reference corpus; all that it writes goes to /data and /tmp.

FROM python:3.11.14-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
WORKDIR /app
# What the product needs changes less often than the product: a layer of its own.
COPY pyproject.toml README.md ./
# hadolint ignore=DL3013
RUN pip install '.[api,mcp,mistralai,oidc,ollama,openai,postgresql]'
COPY . .
RUN pip install --no-deps --editable . && (python -m compileall -q /opt/venv /app || true)

FROM python:3.11.14-slim-bookworm
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tesseract-ocr tesseract-ocr-fra \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 pst \
    && useradd --uid 10001 --gid pst --no-create-home --home-dir /tmp --shell /usr/sbin/nologin pst \
    && install --directory --owner=pst --group=pst --mode=0700 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
ENV PATH="/opt/venv/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    LANG=C.UTF-8 \
    TZ=Europe/Brussels \
    PST_HOME=/data \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0
WORKDIR /app
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8501
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["pst", "app"]
