using Hivemind.Api.Common;
using Hivemind.Api.Dashboard;
using Hivemind.Api.Live;
using Hivemind.Api.Live.Sockets;
using Hivemind.Api.OpenApi;
using Hivemind.Api.Operations;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Application.Operations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Hivemind.Api;

/// <summary>The web server, built but not started.</summary>
public static class HivemindServer
{
    /// <param name="configure">Last word on the services, for tests.</param>
    public static WebApplication Build(string[] args, string connectionString, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddCommandLine(args);
        builder.WebHost.UseUrls((builder.Configuration["HIVEMIND_URLS"] ?? "http://127.0.0.1:8080").Split(';'));
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = HttpLimits.Default.BodyBytes;
            options.Limits.MinResponseDataRate = null; // a quiet stream is not a slow one
        });

        // Who writes to a stream also sends, instead of waking a second thread for every message. On Linux nobody waits for it: the
        // runtime hands each socket's events to the thread pool, and lets another thread go on with the rest.
        builder.WebHost.UseSockets(options => options.UnsafePreferInlineScheduling = true);

        builder.AddLogs();
        builder.AddTelemetry();
        builder.Services.AddHivemind(builder.Configuration, connectionString);
        AddHttp(builder.Services);
        AddCors(builder);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<ServerClock>(); // uptime counts from here
        UseHttp(app);
        return app;
    }

    /// <summary>The OpenAPI document of a server, started or not.</summary>
    public static Task<string> OpenApiDocument(this WebApplication app) => DocumentEndpoint.Text(app.Services);

    /// <summary>Whether the dashboard was built beside the server.</summary>
    public static bool HasDashboard(this WebApplication app) => app.Services.GetRequiredService<DashboardCatalogue>().Page is not null;

    private static void AddHttp(IServiceCollection services)
    {
        services.AddSingleton(HttpLimits.Default);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.ConfigureHttpJsonOptions(options => WireJson.ConfigureDescription(options.SerializerOptions));
        services.AddControllers(options =>
            {
                options.Conventions.Add(new QueryByDefault());
                options.Conventions.Add(new WireNames());
                options.ModelBinderProviders.Insert(0, new WireEnumBinderProvider());
                options.ModelBinderProviders.Insert(0, new WireTimeBinderProvider());
                options.Filters.Add<EntityTags>();
                options.SuppressAsyncSuffixInActionNames = true;
                options.AllowEmptyInputInBodyModelBinding = false;
            })
            .AddApplicationPart(typeof(HivemindServer).Assembly)
            .ConfigureApiBehaviorOptions(options =>
            {
                options.InvalidModelStateResponseFactory = BadInput.Refuse;
                options.SuppressMapClientErrors = true;
            })
            .AddJsonOptions(options => WireJson.Configure(options.JsonSerializerOptions));
        services.AddHivemindOpenApi();
        services.AddSingleton(_ => DashboardCatalogue.Of(Path.Combine(AppContext.BaseDirectory, "wwwroot")));
        services.AddSingleton<SocketSessions>();
        services.AddSingleton<MetricsRegistry>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricsRegistry>());
        services.Configure<MvcOptions>(options => options.ReturnHttpNotAcceptable = false);
    }

    /// <summary>Pages of these origins may call the API with a key; the session cookie never travels there.</summary>
    private static void AddCors(WebApplicationBuilder builder)
    {
        var origins = builder.Configuration["Cors:Origins"]?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins(origins).AllowAnyHeader().AllowAnyMethod()
            .WithExposedHeaders("ETag", "Idempotency-Replayed", "RateLimit", "RateLimit-Policy", "Retry-After")));
    }

    private static void UseHttp(WebApplication app)
    {
        app.UseMiddleware<LiveStreamMiddleware>();
        app.UseMiddleware<SharedUpgradeMiddleware>();
        var ping = TimeSpan.FromSeconds(app.Services.GetRequiredService<IOptions<StreamOptions>>().Value.PingSeconds);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = ping, KeepAliveTimeout = ping });
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<ErrorMiddleware>();
        app.UseMiddleware<BodyLimit>();
        app.UseMiddleware<NulGuard>();
        app.UseCors();
        app.UseRouting();
        app.UseMiddleware<DashboardFiles>();
        app.UseMiddleware<AuthenticationMiddleware>();
        app.UseMiddleware<GeneralLimit>();
        app.UseMiddleware<IdempotencyMiddleware>();
        app.UseMiddleware<CacheRules>();
        app.MapControllers();
        app.MapDocument();
        app.MapApiPage();
        app.MapMetrics();
        app.UseEndpoints(_ => { }); // tells the document of all routes, also where the server is never started
    }
}
