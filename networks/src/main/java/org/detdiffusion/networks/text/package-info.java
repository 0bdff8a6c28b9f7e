/** CLIP's tokenizer: prompts to token ids as transformers' CLIPTokenizer with ftfy makes them. */
package org.detdiffusion.networks.text;
