package io.assay.llm;

import io.assay.cost.Prices;
import io.assay.io.AssayHome;
import io.assay.io.answer.AnswerStore;
import io.assay.llm.call.Sleeper;
import java.time.Clock;
import java.util.Map;

/**
 * What asking needs from outside.
 *
 * @param store of the lake
 * @param environment variables, for keys
 * @param home cache of weights and of the local server
 * @param python command that runs Python 3 with pip, for the local server
 * @param cores that the local server may use
 * @param host name of this machine, as other machines see it
 */
public record LlmSurroundings(
    AnswerStore store,
    Prices prices,
    Map<String, String> environment,
    AssayHome home,
    String python,
    int cores,
    String host,
    Clock clock,
    Sleeper sleeper) {}
