/** The closed loop as a mode of serving, driven by what is announced. */
package org.detdiffusion.workbench.loop.serving;
