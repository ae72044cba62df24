using MediatR;

namespace Hivemind.Application.Messaging;

/// <summary>Changes something. Everything its handler writes commits together or not at all.</summary>
public interface ICommand<out TResult> : IRequest<TResult>;

/// <summary>Reads something and changes nothing that a user can see.</summary>
public interface IQuery<out TResult> : IRequest<TResult>;
