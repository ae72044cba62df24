using Hivemind.Application.Work.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Work.Conversations;

internal static class ConversationServices
{
    public static IServiceCollection AddConversationStore(this IServiceCollection services)
    {
        services.AddScoped<IConversationQueries, ConversationQueries>();
        services.AddScoped<IConversationRepository, ConversationRepository>();
        return services;
    }
}
