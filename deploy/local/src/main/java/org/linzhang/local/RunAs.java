package org.linzhang.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.sun.security.auth.module.UnixSystem;

/**
 * As whom PostgreSQL runs, which refuses to be root: an ordinary user runs it as they are; root in a user namespace, where root is
 * nobody; and where those are refused, as an account without rights.
 *
 * @param prefix put before a command
 * @param owner whose files it reads and writes; empty when the launcher is not root and can't give files away
 */
record RunAs(List<String> prefix, Optional<Owner> owner) {
    /** Numbers of a user and of its group. */
    record Owner(int uid, int gid) {
        private static final Owner ROOT = new Owner(0, 0);
    }

    private static final List<String> ACCOUNTS = List.of("nobody", "postgres", "daemon");

    static RunAs find() throws IOException, InterruptedException {
        if (new UnixSystem().getUid() != Owner.ROOT.uid) {
            return new RunAs(List.of(), Optional.empty());
        }
        for (var candidate : candidatesForRoot()) {
            if (candidate.isNotRoot()) {
                return candidate;
            }
        }
        throw new LauncherException(
                "PostgreSQL can't run as root, and neither a user namespace (unshare -U) nor an account (nobody) can be"
                        + " used here: run this as an ordinary user.");
    }

    List<String> command(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Whether files in that folder can be reached. */
    boolean reaches(Path folder) throws IOException, InterruptedException {
        return Shell.run(command(List.of("sh", "-c", "cd \"$1\" && ls . > /dev/null", "sh", folder.toString())))
                .succeeded();
    }

    /** Gives a folder and all that is in it away. The folder itself last, so that an interrupted change is seen and done again. */
    void own(Path root) throws IOException {
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

    private static List<RunAs> candidatesForRoot() throws IOException, InterruptedException {
        var candidates = new ArrayList<RunAs>();
        candidates.add(new RunAs(List.of("unshare", "-U", "--"), Optional.of(Owner.ROOT)));
        for (var account : ACCOUNTS) {
            var uid = number("-u", account);
            var gid = number("-g", account);
            if (uid.isPresent() && gid.isPresent()) {
                var owner = Optional.of(new Owner(uid.get(), gid.get()));
                candidates.add(new RunAs(
                        List.of("setpriv", "--reuid=" + uid.get(), "--regid=" + gid.get(), "--clear-groups", "--"),
                        owner));
                candidates.add(new RunAs(List.of("runuser", "-u", account, "--"), owner));
                candidates.add(
                        new RunAs(List.of("su", "-s", "/bin/sh", account, "-c", "exec \"$0\" \"$@\"", "--"), owner));
            }
        }
        return candidates;
    }

    private boolean isNotRoot() throws IOException, InterruptedException {
        var id = Shell.run(command(List.of("id", "-u")));
        return id.succeeded() && !id.output().equals("0");
    }

    private static Optional<Integer> number(String which, String account) throws IOException, InterruptedException {
        var id = Shell.run(List.of("id", which, account));
        return id.succeeded() ? Optional.of(Integer.valueOf(id.output())) : Optional.empty();
    }
}
