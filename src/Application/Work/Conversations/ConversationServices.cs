using Hivemind.Application.Work.Chat;
using Hivemind.Application.Work.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Application.Work.Conversations;

internal static class ConversationServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddScoped<ConversationAccess>();
        services.AddScoped<ConversationParticipants>();
        services.AddScoped<ConversationReading>();
        services.AddScoped<FlowConversations>();
        services.AddScoped<ITaskObserver, ConversationFollower>();
        services.AddScoped<MessageLimit>();
        services.AddScoped<MessageWriter>();
        services.AddScoped<TaskConversations>();
        return services;
    }
}
