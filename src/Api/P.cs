namespace Hivemind.Api; internal static class Placeholder;
