// A long list of tiles of one size, of which only those near the window are in the document.

const MARGIN = 1200;

/**
 * Shows items in the list as rows of its grid.
 *
 * make(item) gives an item's element; wantsMore() is called when the last item comes near.
 */
export function windowed(list, make, wantsMore) {
  const shown = new Map();
  let items = [];
  let all = 0;
  let row = 0;
  let columns = 1;

  function measure() {
    const style = getComputedStyle(list);
    columns = style.gridTemplateColumns.split(" ").length;
    row = list.firstElementChild.getBoundingClientRect().height + parseFloat(style.rowGap || 0);
  }

  /** First and last item that are near. */
  function near() {
    const top = list.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor((-top - MARGIN) / row)) * columns;
    const last = Math.ceil((innerHeight - top + MARGIN) / row) * columns;
    return [Math.min(first, items.length), Math.max(0, Math.min(last, items.length))];
  }

  function element(index) {
    if (!shown.has(index)) {
      const made = make(items[index]);
      made.setAttribute("aria-posinset", index + 1);
      made.setAttribute("aria-setsize", all);
      shown.set(index, made);
    }
    return shown.get(index);
  }

  /** Elements that stay are left alone, so that they keep pixels and focus. */
  function place(first, last) {
    for (const [index, gone] of shown) {
      if (index < first || index >= last) {
        gone.remove();
        shown.delete(index);
      }
    }
    for (let index = last - 1, next = null; index >= first; index--) {
      const tile = element(index);
      if (tile.nextSibling !== next || !tile.parentNode) list.insertBefore(tile, next);
      next = tile;
    }
    const rows = (count) => Math.ceil(count / columns);
    list.style.paddingTop = `${rows(first) * row}px`;
    list.style.paddingBottom = `${Math.max(0, rows(items.length) - rows(last)) * row}px`;
  }

  function draw() {
    if (items.length === 0 || !list.isConnected) return;
    if (shown.size === 0) list.replaceChildren(element(0));
    measure();
    const [first, last] = near();
    place(first, last);
    if (last >= items.length) wantsMore();
  }

  let asked = 0;
  const soon = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(draw);
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);

  return {
    /** Other items from now on; there are so many in all. */
    start(first, count) {
      shown.forEach((gone) => gone.remove());
      shown.clear();
      items = first;
      all = count;
      list.style.paddingTop = list.style.paddingBottom = "0px";
      draw();
    },
    append(more) {
      items = items.concat(more);
      draw();
    },
    stop() {
      cancelAnimationFrame(asked);
      removeEventListener("scroll", soon);
      removeEventListener("resize", soon);
    },
  };
}
