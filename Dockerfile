# One image for the command line and for all of Dagster's parts: code server, webserver, daemon and its runs.
# Any builder of OCI images takes it; deploy/image/build.sh builds it where no registry can be reached.
#   docker build -t vidgen .      docker run --rm -v "$PWD/data:/data" vidgen make "Explain backpropagation"
# BASE_IMAGE is a Debian whose python3 is 3.11 to 3.13. LATEX=true adds LaTeX, for half a gigabyte.
ARG BASE_IMAGE=python:3.13-slim-trixie

FROM ${BASE_IMAGE} AS build
COPY tools/debian-packages /src/tools/
RUN apt-get update \
    && sed -n 's/^build *//p' /src/tools/debian-packages \
        | DEBIAN_FRONTEND=noninteractive xargs apt-get install -y --no-install-recommends
COPY requirements.lock /src/
RUN python3 -m venv /opt/vidgen \
    && /opt/vidgen/bin/pip install --no-cache-dir --no-deps --require-hashes -r /src/requirements.lock
COPY LICENSE README.md dagster.yaml pyproject.toml /src/
COPY vidgen_assets /src/vidgen_assets
# What goes: descriptions of Google's other services, and what only debuggers of the web pages and pip itself read.
RUN /opt/vidgen/bin/pip install --no-cache-dir --no-deps /src \
    && /opt/vidgen/bin/pip check \
    && cd /opt/vidgen/lib/python3.*/site-packages \
    && rm -r googleapiclient/discovery_cache/documents \
    && find dagster_webserver -name '*.map' -delete \
    && find numpy scipy pandas networkx pyarrow -depth -type d -name tests -exec rm -r {} +

FROM ${BASE_IMAGE}
ARG LATEX=false
COPY tools/debian-packages /usr/share/doc/vidgen/
RUN case ${LATEX} in true) purposes='run|latex' ;; *) purposes=run ;; esac \
    && apt-get update \
    && sed -nE "s/^($purposes) *//p" /usr/share/doc/vidgen/debian-packages \
        | DEBIAN_FRONTEND=noninteractive xargs apt-get install -y --no-install-recommends \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/log/apt /var/log/dpkg.log /var/log/alternatives.log \
    && useradd --uid 1000 --create-home vidgen \
    && install --directory --owner vidgen --group vidgen /data /data/dagster
COPY deploy/image/healthy /usr/local/bin/
COPY --from=build /opt/vidgen /opt/vidgen
ENV PATH=/opt/vidgen/bin:$PATH LANG=C.UTF-8 PYTHONUNBUFFERED=1 VIDGEN_HOME=/data DAGSTER_HOME=/data/dagster
USER vidgen
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=60s --timeout=30s --start-period=90s CMD ["healthy"]
ENTRYPOINT ["vidgen"]
CMD ["ui", "--host", "0.0.0.0", "--no-open"]
