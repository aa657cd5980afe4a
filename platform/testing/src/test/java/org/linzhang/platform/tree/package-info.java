/** An example feature for the tests of the platform: trees that grow rings. */
package org.linzhang.platform.tree;
