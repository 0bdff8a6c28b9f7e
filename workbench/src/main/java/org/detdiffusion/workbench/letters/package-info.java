/** What workers gave up, listed and brought back: {@code dead-letters}. */
package org.detdiffusion.workbench.letters;
