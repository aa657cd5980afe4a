package org.linzhang.broken.scope;

import java.util.UUID;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;

import org.linzhang.platform.tree.Tree;

public class TreeRepository implements PanacheRepositoryBase<Tree, UUID> {}
