package org.linzhang.platform.servers.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.sun.security.auth.module.UnixSystem;

import org.linzhang.platform.servers.process.Shell;
import org.linzhang.platform.servers.process.StartupException;

/**
 * The account that runs PostgreSQL, which refuses to run as root. An ordinary user runs it under their own account; root runs it
 * in a user namespace, in which root is nobody, or under the account {@code nobody} if the system refuses user namespaces.
 *
 * @param prefix put before a command; the prefix replaces itself by the command, so both are one process
 * @param owner the owner of its files; empty if the launcher is not root and can't change the owner
 */
record PostgresAccount(List<String> prefix, Optional<Owner> owner) {
    record Owner(int uid, int gid) {
        private static final Owner ROOT = new Owner(0, 0);
    }

    private static final String NOBODY = "nobody";

    static PostgresAccount find() throws IOException, InterruptedException {
        if (new UnixSystem().getUid() != Owner.ROOT.uid) {
            return new PostgresAccount(List.of(), Optional.empty());
        }
        for (var candidate : candidatesForRoot()) {
            if (candidate.isNotRoot()) {
                return candidate;
            }
        }
        throw new StartupException(
                "PostgreSQL can't run as root, and this system allows neither a user namespace (unshare -U) nor a change of the"
                        + " account (setpriv): run this as an ordinary user.");
    }

    List<String> command(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    boolean canRead(Path folder) throws InterruptedException {
        return Shell.run(command(List.of("sh", "-c", "cd \"$1\" && ls . > /dev/null", "sh", folder.toString())))
                .succeeded();
    }

    /** Gives the account a folder with its content. The folder itself comes last, so that an interrupted change is repeated. */
    void takeOwnership(Path root) throws IOException {
        if (owner.isEmpty() || ownerOf(root).equals(owner.get())) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.setAttribute(file, "unix:gid", owner.get().gid, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:uid", owner.get().uid, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static Owner ownerOf(Path file) throws IOException {
        var attributes = Files.readAttributes(file, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        return new Owner((int) attributes.get("uid"), (int) attributes.get("gid"));
    }

    static List<PostgresAccount> candidatesForRoot() throws InterruptedException {
        var candidates = new ArrayList<PostgresAccount>();
        candidates.add(new PostgresAccount(List.of("unshare", "-U", "--"), Optional.of(Owner.ROOT)));
        var uid = numberOf("-u");
        var gid = numberOf("-g");
        if (uid.isPresent() && gid.isPresent()) {
            candidates.add(new PostgresAccount(
                    List.of("setpriv", "--reuid=" + uid.get(), "--regid=" + gid.get(), "--clear-groups", "--"),
                    Optional.of(new Owner(uid.get(), gid.get()))));
        }
        return candidates;
    }

    private boolean isNotRoot() throws InterruptedException {
        var id = Shell.run(command(List.of("id", "-u")));
        return id.succeeded() && !id.output().equals("0");
    }

    private static Optional<Integer> numberOf(String option) throws InterruptedException {
        var id = Shell.run(List.of("id", option, NOBODY));
        return id.succeeded() ? Optional.of(Integer.valueOf(id.output())) : Optional.empty();
    }
}
