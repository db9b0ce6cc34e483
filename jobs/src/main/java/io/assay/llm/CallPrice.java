package io.assay.llm;

import io.assay.cost.Money;
import io.assay.cost.TokenPrice;
import io.assay.llm.call.CallResult;
import io.assay.llm.call.CallResult.Reply;
import io.assay.llm.call.CallVerdict;
import io.assay.llm.call.Completion;

/** What one call costs: at most before it is made, and in fact afterwards. */
interface CallPrice {

  /** What a call with this body can cost at most. */
  Money worst(String body);

  /** What a call cost; its worst case where nobody can know. */
  Money actual(CallResult result, Money worst);

  /**
   * By tokens, on the provider's word.
   *
   * @param maxOutputTokens limit sent with every call
   */
  record ByTokens(TokenPrice price, int maxOutputTokens) implements CallPrice {
    @Override
    public Money worst(String body) {
      return price.worstCase(body, maxOutputTokens);
    }

    @Override
    public Money actual(CallResult result, Money worst) {
      if (result instanceof Reply reply) {
        var usage = Completion.usage(reply.body());
        if (usage.isPresent()) {
          return price.cost(usage.get().inputTokens(), usage.get().outputTokens());
        }
      }
      return CallVerdict.billUnknown(result) ? worst : Money.ZERO;
    }
  }
}
