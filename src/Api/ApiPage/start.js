SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "none",
  filter: true,
  persistAuthorization: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers["X-Hivemind-Csrf"] = "1";
    return request;
  },
});
