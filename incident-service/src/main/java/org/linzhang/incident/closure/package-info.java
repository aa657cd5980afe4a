/** Closure statistics (结案率): a rollup updated by events, which must equal a recount of the incidents. */
package org.linzhang.incident.closure;
