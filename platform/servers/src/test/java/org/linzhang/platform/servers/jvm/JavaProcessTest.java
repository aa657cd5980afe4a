package org.linzhang.platform.servers.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.linzhang.platform.servers.process.ServerId;

/** Starts real JVMs and reads the flags that they run with. */
class JavaProcessTest {

    private static final List<String> PRINT_FLAGS = List.of("-XX:+PrintFlagsFinal", "-version");
    private static final String C1_ONLY = " TieredStopAtLevel * = 1 ";
    private static final String C1_AND_C2 = " TieredStopAtLevel * = 4 ";

    @TempDir
    Path folder;

    @Test
    void a_busy_program_of_the_demo_has_both_compilers_and_a_small_heap() throws Exception {
        assertThat(flags(JvmProfile.DEMO, JitCompilers.C1_AND_C2))
                .containsPattern(C1_AND_C2)
                .containsPattern(" UseSerialGC * = true ")
                .containsPattern(" InitialHeapSize * = 100663296 ")
                .containsPattern(" MaxHeapSize * = 268435456 ");
    }

    @Test
    void a_program_of_the_demo_that_has_little_to_do_has_only_c1() throws Exception {
        assertThat(flags(JvmProfile.DEMO, JitCompilers.C1)).containsPattern(C1_ONLY);
    }

    @Test
    void tests_use_only_c1_and_benchmarks_both_compilers() throws Exception {
        assertThat(flags(JvmProfile.TEST, JitCompilers.C1_AND_C2)).containsPattern(C1_ONLY);
        assertThat(flags(JvmProfile.BENCHMARK, JitCompilers.C1))
                .containsPattern(C1_AND_C2)
                .containsPattern(" MaxHeapSize * = 536870912 ");
    }

    private String flags(JvmProfile profile, JitCompilers compilers) throws IOException, InterruptedException {
        var settings = new JvmSettings(profile, folder);
        var process = new JavaProcess(new ServerId("test"), settings, compilers, 256, List.of())
                .command(PRINT_FLAGS)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
