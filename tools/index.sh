# Sourced before uv is run: hands on what pip was told of the package index and its certificates, since uv reads
# none of pip's settings. What uv itself was told (UV_DEFAULT_INDEX, SSL_CERT_FILE) wins.

# $1: a setting of pip; prints nothing when it is not set.
of_pip() { .venv/bin/python -m pip config get "global.$1" 2>/dev/null || true; }

index=${PIP_INDEX_URL:-$(of_pip index-url)}
if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ] && [ -n "$index" ]; then
    export UV_DEFAULT_INDEX="$index"
fi
cert=${PIP_CERT:-$(of_pip cert)}
if [ -z "${SSL_CERT_FILE:-}" ] && [ -n "$cert" ]; then
    export SSL_CERT_FILE="$cert"
elif [ -e /etc/ssl/certs/ca-certificates.crt ]; then
    export UV_SYSTEM_CERTS=1
fi
