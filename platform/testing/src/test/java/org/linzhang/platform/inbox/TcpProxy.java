package org.linzhang.platform.inbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Forwards TCP connections to a server. Stopping it closes the connections and refuses new ones; it can be started again. */
final class TcpProxy {

    private final int port;
    private final String host;
    private final int serverPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;

    /** @param server {@code host:port} */
    TcpProxy(int port, String server) {
        this.port = port;
        host = server.substring(0, server.lastIndexOf(':'));
        serverPort = Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
    }

    void start() throws IOException {
        var started = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listener = started;
        Thread.startVirtualThread(() -> accept(started));
    }

    void stop() {
        close(listener);
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    private void accept(ServerSocket started) {
        try {
            while (true) {
                var client = started.accept();
                var server = new Socket(host, serverPort);
                sockets.add(client);
                sockets.add(server);
                Thread.startVirtualThread(() -> forward(client, server));
                Thread.startVirtualThread(() -> forward(server, client));
            }
        } catch (IOException e) {
            close(started);
        }
    }

    private static void forward(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one side closed the connection
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
