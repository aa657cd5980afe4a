package org.linzhang.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.linzhang.platform.servers.process.TcpPorts;

/** nginx as a proxy of one service and a server of one file: what the gateway is compared with. */
record Nginx(Process process, URI address) implements AutoCloseable {

    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin");

    /** Empty if nginx is not installed. */
    static Optional<Nginx> start(Path folder, URI upstream, byte[] file) throws IOException, InterruptedException {
        var program = Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")), FOLDERS.stream())
                .map(path -> Path.of(path, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        int port = TcpPorts.free(1).getFirst();
        Files.write(folder.resolve("file.js"), file);
        Files.writeString(
                folder.resolve("nginx.conf"),
                configuration(folder, port, upstream.getHost() + ":" + upstream.getPort()));
        var process = new ProcessBuilder(
                        program.get().toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString(),
                        "-p",
                        folder.toString(),
                        "-g",
                        "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        var address = URI.create("http://127.0.0.1:" + port);
        for (int i = 0; i < 50 && !accepts(address); i++) {
            Thread.sleep(100);
        }
        return Optional.of(new Nginx(process, address));
    }

    private static boolean accepts(URI address) {
        try (var connection = new HttpConnection(address)) {
            return connection.exchange(HttpConnection.get("/file.js", null)) == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static String configuration(Path folder, int port, String upstream) {
        return """
                worker_processes auto; pid %1$s/nginx.pid; error_log %1$s/nginx.err;
                events { worker_connections 1024; }
                http {
                  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
                  types { text/javascript js; }
                  client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s; uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                  upstream service { server %3$s; keepalive 128; keepalive_requests 1000000; }
                  server {
                    listen 127.0.0.1:%2$d; root %1$s;
                    location /api/ {
                      proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;
                    }
                  }
                }
                """.formatted(folder, port, upstream);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
