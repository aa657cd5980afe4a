package org.linzhang.platform.tree;

import java.time.Instant;
import java.util.UUID;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Tree {

    @Id
    public UUID id;

    public int rings;

    public TreeEvent grow() {
        rings++;
        return new TreeEvent.TreeGrew(UUID.randomUUID(), Instant.now(), id, rings);
    }
}
