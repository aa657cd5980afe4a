package org.linzhang.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/**
 * One HTTP/1.1 connection that is kept open. It reads only what a benchmark needs, so that the load generator takes little of the
 * processor that it shares with the platform.
 */
final class HttpConnection implements AutoCloseable {

    private final Socket socket;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;

    HttpConnection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
    }

    /** A request without a body. */
    static byte[] get(String path, String token) {
        return request("GET", path, token, new byte[0]);
    }

    /** @param token null for a public path */
    static byte[] request(String method, String path, String token, byte[] body) {
        var head = new StringBuilder()
                .append("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(method, path))
                .append(token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                .append(
                        body.length == 0
                                ? ""
                                : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
                .append("\r\n")
                .toString()
                .getBytes(US_ASCII);
        var request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** Sends a request, reads the response to its end, and returns its status. */
    int exchange(byte[] request) throws IOException {
        send(request);
        int status = 0;
        long length = 0;
        boolean chunked = false;
        for (var line = readLine(); !line.isEmpty(); line = readLine()) {
            var lowerCase = line.toLowerCase();
            if (status == 0) {
                status = Integer.parseInt(line.substring(9, 12));
            } else if (lowerCase.startsWith("content-length:")) {
                length = Long.parseLong(line.substring(15).strip());
            } else if (lowerCase.startsWith("transfer-encoding:")) {
                chunked = lowerCase.endsWith("chunked");
            }
        }
        if (chunked) {
            skipChunks();
        } else {
            skip(length);
        }
        return status;
    }

    /** Sends a request, and leaves the response unread. */
    void send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
    }

    private void skipChunks() throws IOException {
        long size;
        do {
            size = Long.parseLong(readLine(), 16);
            skip(size);
            readLine();
        } while (size > 0);
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (int next = read(); next != '\n'; next = read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private int read() throws IOException {
        if (position == limit) {
            fill();
        }
        return buffer[position++];
    }

    private void skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            if (position == limit) {
                fill();
            }
            int step = (int) Math.min(left, limit - position);
            position += step;
            left -= step;
        }
    }

    private void fill() throws IOException {
        InputStream in = socket.getInputStream();
        limit = in.read(buffer);
        position = 0;
        if (limit < 0) {
            throw new EOFException("the server closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
