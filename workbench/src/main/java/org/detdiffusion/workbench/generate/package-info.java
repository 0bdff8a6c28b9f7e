/** The verb {@code generate}: pictures of layouts in files. */
package org.detdiffusion.workbench.generate;
