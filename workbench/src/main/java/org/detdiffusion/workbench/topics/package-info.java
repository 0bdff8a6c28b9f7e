/** Data sets in files to the topics and back: {@code import} and {@code export}. */
package org.detdiffusion.workbench.topics;
