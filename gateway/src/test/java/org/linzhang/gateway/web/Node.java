package org.linzhang.gateway.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The Node.js of Playwright's driver, so that no Node.js has to be installed. */
final class Node {

    private final Path executable;

    private Node(Path executable) {
        this.executable = executable;
    }

    /** The exit code and the output of a run, both streams merged. */
    record Run(int exitCode, String output) {}

    /** @param folder the folder to which it is unpacked if it is missing there */
    static Node in(Path folder) throws IOException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        var name = windows ? "node.exe" : "node";
        var packed = Node.class.getResource("/driver/" + platform() + "/" + name);
        if (packed == null) {
            throw new IllegalStateException("Playwright has no Node for " + platform());
        }
        var executable = folder.resolve(name);
        var connection = packed.openConnection();
        if (!Files.exists(executable) || Files.size(executable) != connection.getContentLengthLong()) {
            Files.createDirectories(folder);
            try (var content = connection.getInputStream()) {
                Files.copy(content, executable, StandardCopyOption.REPLACE_EXISTING);
            }
            executable.toFile().setExecutable(true);
        }
        return new Node(executable.toAbsolutePath());
    }

    Run run(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), output);
    }

    /** The platform's name in Playwright's folders. */
    private static String platform() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arm = "aarch64".equals(System.getProperty("os.arch"));
        if (system.startsWith("windows")) {
            return "win32_x64";
        }
        return (system.startsWith("mac") ? "mac" : "linux") + (arm ? "-arm64" : "");
    }
}
