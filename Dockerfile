# One image for the command line, Dagster's webserver and daemon, and its runs. Build it with any builder of OCI images:
#   docker build -t vidgen .      docker run --rm -v "$PWD/data:/data" vidgen make "Explain backpropagation"
ARG BASE_IMAGE=python:3.13-slim-trixie

FROM ${BASE_IMAGE} AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev libcairo2-dev libpango1.0-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
COPY requirements.lock /src/
RUN python3 -m venv /opt/vidgen \
    && /opt/vidgen/bin/pip install --no-cache-dir --no-deps --require-hashes -r /src/requirements.lock
COPY LICENSE README.md dagster.yaml pyproject.toml /src/
COPY vidgen_assets /src/vidgen_assets
RUN /opt/vidgen/bin/pip install --no-cache-dir --no-deps /src

FROM ${BASE_IMAGE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-inter fonts-jetbrains-mono libcairo2 libpango-1.0-0 libpangocairo-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 1000 --create-home vidgen \
    && install --directory --owner vidgen /data
COPY --from=build /opt/vidgen /opt/vidgen
ENV PATH=/opt/vidgen/bin:$PATH PYTHONUNBUFFERED=1 VIDGEN_HOME=/data
USER vidgen
WORKDIR /data
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["vidgen"]
CMD ["ui", "--host", "0.0.0.0", "--no-open"]
