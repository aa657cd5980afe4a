package org.linzhang.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** The folder in which one platform keeps everything between starts. One launcher at a time holds it. */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Refuses when another launcher, in this process or another, holds the folder. */
    static DataFolder hold(Path path) throws IOException {
        var file = Files.createDirectories(path).toRealPath().resolve(LOCK);
        var channel = open(file);
        try {
            if (channel.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(file.getParent(), channel);
        } catch (OverlappingFileLockException e) {
            var holder = Files.readString(file).strip();
            channel.close();
            throw new LauncherException(
                    "The platform in %s already runs (process %s): stop it first, or choose another folder with LINZHANG_DATA."
                            .formatted(file.getParent(), holder));
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            throw new LauncherException(
                    "The data in %s belong to another user: run this as that user, or choose another folder with LINZHANG_DATA."
                            .formatted(file.getParent()));
        }
    }

    Path path() {
        return path;
    }

    /** The folder of that name within this one, made when missing. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    /** Where a server's process is written down. */
    Path pidFile(Server server) throws IOException {
        return folder("pids").resolve(server.fileName());
    }

    Path log(Server server) throws IOException {
        return folder("logs").resolve(server.fileName() + ".log");
    }

    /** Puts the last run's log aside, so that a log is about one run. */
    void rotateLog(Server server) throws IOException {
        var log = log(server);
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes everything but the lock. */
    void empty() throws IOException {
        try (var children = Files.list(path)) {
            for (var child : children.toList()) {
                if (!child.getFileName().toString().equals(LOCK)) {
                    delete(child);
                }
            }
        }
    }

    /** Deletes a file, or a folder with all that is in it; follows no links. */
    static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Copies a folder with all that is in it, as it is. */
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
