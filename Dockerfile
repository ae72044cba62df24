FROM node:22-slim AS model
WORKDIR /models
COPY models/package.json models/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM node:22-slim AS dashboard
WORKDIR /source
COPY src/Dashboard src/Dashboard
COPY sdk/typescript sdk/typescript
RUN cd src/Dashboard && npm ci --ignore-scripts --no-audit --no-fund && npm run build

FROM node:22-slim AS api-page
WORKDIR /page
COPY src/Api/ApiPage/package.json src/Api/ApiPage/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
COPY --from=dashboard /source/src/Dashboard/dist src/Dashboard/dist
COPY --from=api-page /page/node_modules src/Api/ApiPage/node_modules
RUN dotnet publish src/Cli -c Release -o /app

# The plain image and not a chiseled one: the embedding model's tokenizer needs ICU, the health check a shell.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
COPY --from=model /models models
RUN mkdir /data && chown "$APP_UID" /data
USER $APP_UID
ENV HIVEMIND_URLS=http://0.0.0.0:8080 Database__Directory=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["./hivemind", "serve"]
