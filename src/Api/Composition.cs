using Hivemind.Application;
using Hivemind.Application.Common;
using Hivemind.Application.Embeddings;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Application.Knowledge.Judging;
using Hivemind.Application.Knowledge.Quality;
using Hivemind.Application.Knowledge.Search;
using Hivemind.Application.Live;
using Hivemind.Application.People;
using Hivemind.Application.Sources;
using Hivemind.Application.Traffic.Automations;
using Hivemind.Application.Traffic.Events;
using Hivemind.Application.Traffic.Payloads;
using Hivemind.Application.Webhooks;
using Hivemind.Application.Work.Conversations;
using Hivemind.Infrastructure;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Security;

namespace Hivemind.Api;

/// <summary>Puts the layers together: the same for the server, the command line and the tests.</summary>
public static class Composition
{
    public static IServiceCollection AddHivemind(this IServiceCollection services, IConfiguration configuration, string connectionString)
    {
        services.AddApplication();
        services.AddInfrastructure(connectionString);

        Bind<AutomationOptions>(services, configuration, AutomationOptions.Section);
        Bind<AuthOptions>(services, configuration, AuthOptions.Section);
        Bind<ContributionLimitOptions>(services, configuration, "Limits");
        Bind<DatabaseOptions>(services, configuration, "Database");
        services.Configure<DatabaseOptions>(options => options.ReplicaConnectionString = configuration.GetConnectionString("HivemindReplicas"));
        Bind<DuplicateOptions>(services, configuration, "Duplicates");
        Bind<EmbeddingOptions>(services, configuration, EmbeddingOptions.Section);
        Bind<EventOptions>(services, configuration, "Events");
        Bind<GeneralLimitOptions>(services, configuration, "Limits");
        Bind<InjectionOptions>(services, configuration, "Injection");
        Bind<LlmOptions>(services, configuration, LlmOptions.Section);
        Bind<MessageLimitOptions>(services, configuration, "Limits");
        Bind<OAuthOptions>(services, configuration, OAuthOptions.Section);
        Bind<RedactionOptions>(services, configuration, "Redaction");
        Bind<SecretOptions>(services, configuration, "Secrets");
        Bind<StreamOptions>(services, configuration, "Stream");
        Bind<PayloadOptions>(services, configuration, PayloadOptions.Section);
        Bind<WebhookOptions>(services, configuration, "Webhooks");
        Bind<QualityOptions>(services, configuration, QualityOptions.Section);
        Bind<SearchLimitOptions>(services, configuration, "Limits");
        Bind<SearchOptions>(services, configuration, SearchOptions.Section);
        services.AddOptions<DeploymentOptions>().Configure(options =>
        {
            options.PublicUrl = configuration["PublicUrl"];
            options.JobsEnabled = configuration.GetValue("Jobs:Enabled", true);
        });
        return services;
    }

    /// <summary>Where the database is, known before anything else exists.</summary>
    public static DatabaseOptions DatabaseOptions(IConfiguration configuration)
    {
        var options = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        options.ConnectionString = configuration.GetConnectionString("Hivemind");
        return options;
    }

    private static void Bind<T>(IServiceCollection services, IConfiguration configuration, string section) where T : class =>
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}
