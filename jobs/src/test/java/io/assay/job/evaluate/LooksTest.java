package io.assay.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.Lake;
import io.assay.io.LakeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LooksTest {
  @TempDir Path root;

  private Looks looks(String task) {
    return new Looks(new LakeFiles(new Configuration()), Lake.at(root.toString()), task);
  }

  @Test
  void theSameGoldIsTheSameLookAndNewGoldTheNext() {
    assertThat(looks("mood").number("first")).isEqualTo(1);
    assertThat(looks("mood").number("second")).isEqualTo(2);
    assertThat(looks("mood").number("first")).isEqualTo(1);
    assertThat(looks("mood").number("third")).isEqualTo(3);
    assertThat(looks("mood").number("second")).isEqualTo(2);
  }

  @Test
  void tasksAreCountedApart() {
    assertThat(looks("mood").number("first")).isEqualTo(1);
    assertThat(looks("spam").number("other")).isEqualTo(1);
  }

  @Test
  void peekingIsNoLook() {
    looks("mood").number("first");
    assertThat(looks("mood").peek("first")).isEqualTo(1);
    assertThat(looks("mood").peek("new")).isEqualTo(2);
    assertThat(looks("mood").peek("newer")).isEqualTo(2);
    assertThat(looks("mood").number("newer")).isEqualTo(2);
  }

  @Test
  void aCountThatCannotBeReadIsNotBegunAnew() throws IOException {
    looks("mood").number("first");
    Path file = root.resolve("store/looks/mood.json");
    Files.writeString(file, "[\"fir");
    assertThatThrownBy(() -> looks("mood").number("second"))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
        .hasMessageContaining("restore it");
    assertThat(file).hasContent("[\"fir");
  }
}
