using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Work.Costs;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Work;

[ApiController]
[Route("api/v1/analytics/prices")]
[Tags("analytics")]
[Produces("application/json")]
public sealed class ModelPricesController(IMediator mediator) : ControllerBase
{
    /// <summary>What a million tokens cost: prices of the organisation and of the deployment, newest first.</summary>
    [HttpGet(Name = "list_model_prices")]
    [ProducesResponseType<OffsetList<ModelPriceView>>(200)]
    public Task<OffsetList<ModelPriceView>> List(
        CancellationToken cancellationToken, string? model = null, int limit = OffsetPage.DefaultLimit, int? offset = null, string? cursor = null) =>
        mediator.Send(new ListModelPrices(model, limit, offset, cursor), cancellationToken);

    /// <summary>Adds a price of the organisation, which ends the one before it. Beginning in the past, it changes computed costs within seconds.</summary>
    [HttpPost(Name = "add_model_price")]
    [Idempotent]
    [ProducesResponseType<ModelPriceView>(201)]
    public async Task<IActionResult> Add(AddModelPrice body, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(body, cancellationToken));

    /// <summary>Takes back a price of the organisation that is not in effect yet.</summary>
    [HttpDelete("{id:guid}", Name = "delete_model_price")]
    [ProducesResponseType(204)]
    [Refuses(409)]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteModelPrice(id), cancellationToken);
        return NoContent();
    }
}
