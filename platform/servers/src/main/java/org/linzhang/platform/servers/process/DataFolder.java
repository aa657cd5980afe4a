package org.linzhang.platform.servers.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The folder with all data of a group of servers, locked by one launcher at a time. */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the folder if it is missing, and locks it.
     *
     * @throws StartupException if another launcher, in this JVM or another one, has locked it
     */
    public static DataFolder lock(Path path) throws IOException {
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
            throw new StartupException(
                    "The platform in %s is already running (process %s): stop it first, or choose another folder with LINZHANG_DATA."
                            .formatted(file.getParent(), holder));
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            throw new StartupException(
                    "The data in %s belong to another user: run this as that user, or choose another folder with LINZHANG_DATA."
                            .formatted(file.getParent()));
        }
    }

    public Path path() {
        return path;
    }

    /** A subfolder, created if it is missing. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    Path pidFile(ServerId server) throws IOException {
        return folder("pids").resolve(server.fileName());
    }

    Path log(ServerId server) throws IOException {
        return folder("logs").resolve(server.fileName() + ".log");
    }

    /** Renames the log of the last run, so that each log covers one run. */
    void rotateLog(ServerId server) throws IOException {
        var log = log(server);
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes everything except the lock. */
    public void deleteContent() throws IOException {
        try (var children = Files.list(path)) {
            for (var child : children.toList()) {
                if (!child.getFileName().toString().equals(LOCK)) {
                    FileTree.delete(child);
                }
            }
        }
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
