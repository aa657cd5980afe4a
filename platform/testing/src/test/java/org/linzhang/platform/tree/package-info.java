/** A toy feature: trees that grow a ring, for the tests of outbox and inbox. */
package org.linzhang.platform.tree;
