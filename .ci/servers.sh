# Sourced by .ci/run: PostgreSQL and Redis of the distribution, on private ports and with private data.

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

postgres_programs() {
    # The newest installed version; `command -v` finds other distributions' places.
    local found
    found=$(find /usr/lib/postgresql -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
    [ -n "$found" ] || found=$(command -v initdb || true)
    [ -n "$found" ] && dirname "$found"
}

install_servers() {
    local missing=()
    postgres_programs >/dev/null || missing+=(postgresql)
    command -v redis-server >/dev/null || missing+=(redis-server)
    install_packages "${missing[@]}"
}

# What the tests use besides Python: a browser with its driver, and curl for the commands of the guides.
install_clients() {
    local missing=()
    command -v chromium >/dev/null || missing+=(chromium)
    command -v chromedriver >/dev/null || missing+=(chromium-driver)
    command -v curl >/dev/null || missing+=(curl)
    install_packages "${missing[@]}"
}

install_packages() {
    local missing=("$@")
    [ ${#missing[@]} -eq 0 ] && return
    echo "   installing ${missing[*]}"
    # Installed to be started here, on ports of our own: the packages' own services stay off.
    local policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
    else
        policy=
    fi
    local installed=0
    as_root timeout 120 apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive timeout 300 \
            apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || installed=$?
    [ -z "$policy" ] || as_root rm -f "$policy"
    return "$installed"
}

free_port() {
    "${PYTHON:-python3}" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# PostgreSQL refuses to run as root.
as_database_user() {
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# start_servers DIRECTORY: sets DATABASE_URL and REDIS_URL.
start_servers() {
    local programs postgres_port redis_port
    programs=$(postgres_programs)
    postgres_port=$(free_port)
    redis_port=$(free_port)

    mkdir "$1/postgres" "$1/redis"
    [ "$(id -u)" -ne 0 ] || chown postgres "$1/postgres"
    as_database_user "$programs/initdb" -D "$1/postgres/data" -U finance --auth=trust --encoding=UTF8 --no-locale \
        >"$1/initdb.log"
    as_database_user "$programs/pg_ctl" -D "$1/postgres/data" -l "$1/postgres/log" -w -t 60 \
        -o "-p $postgres_port -k '' -c listen_addresses=127.0.0.1 -c fsync=off" start >/dev/null
    "$programs/createdb" -h 127.0.0.1 -p "$postgres_port" -U finance finance

    redis-server --port "$redis_port" --bind 127.0.0.1 --dir "$1/redis" --save '' --daemonize yes \
        --pidfile "$1/redis/pid" --logfile "$1/redis/log" >/dev/null
    for _ in $(seq 50); do
        redis-cli -p "$redis_port" ping >/dev/null 2>&1 && break
        sleep 0.2
    done
    redis-cli -p "$redis_port" ping >/dev/null

    DATABASE_URL="postgresql://finance@127.0.0.1:$postgres_port/finance"
    REDIS_URL="redis://127.0.0.1:$redis_port/0"
}

server_versions() {
    echo "$("$(postgres_programs)/postgres" --version), $(redis-server --version | cut -d' ' -f1-3)"
}

stop_servers() {
    if [ -f "$1/redis/pid" ]; then kill "$(cat "$1/redis/pid")" 2>/dev/null || true; fi
    if [ -d "$1/postgres/data" ]; then
        as_database_user "$(postgres_programs)/pg_ctl" -D "$1/postgres/data" -m immediate -w -t 30 stop \
            >/dev/null 2>&1 || true
    fi
}
