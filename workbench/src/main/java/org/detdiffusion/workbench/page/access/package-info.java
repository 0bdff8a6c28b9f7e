/** Who may see and change what through the page. */
package org.detdiffusion.workbench.page.access;
