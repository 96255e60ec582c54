/** Who calls, and for which project. Decides; the edge acts. Security fails closed. */
@org.jspecify.annotations.NullMarked
package dev.sluice.auth;
