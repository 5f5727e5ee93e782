(function () {
  "use strict";
  var page = document;
  function all(selector, root) { return Array.prototype.slice.call((root || page).querySelectorAll(selector)); }
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d")
      .replace(/[ƣƢ]/g, "u").toLowerCase().replace(/\s+/g, " ").trim();
  }
  function opened(element) {
    for (var at = element; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") { at.open = true; }
    }
  }

  /* Search and filters. */
  var bar = page.getElementById("loc");
  var findings = null;
  function folds(element) {
    var inner = element.closest(".g"), outer = inner && inner.parentElement.closest(".g");
    return [inner, outer];
  }
  function gathered() {
    findings = findings || all(".f").map(function (element) {
      var form = element.closest(".b"), file = element.closest(".u");
      return { element: element, severity: element.dataset.s, form: form.dataset.f, file: file.dataset.u,
        holders: [form, file].concat(folds(element)), title: form.dataset.f + " " + file.dataset.t, text: "" };
    });
    return findings;
  }
  function textOf(one) {
    one.text = one.text || fold(one.title + " " + one.element.textContent);
    return one.text;
  }
  function apply() {
    var phrase = fold(page.getElementById("tim").value), words = phrase.split(" ").filter(Boolean);
    var form = page.getElementById("loc-bieu").value;
    var unitBox = page.getElementById("loc-don-vi"), unit = unitBox ? unitBox.value : "";
    var wanted = {}, every = true;
    all("input[name=s]", bar).forEach(function (box) { wanted[box.value] = box.checked; every = every && box.checked; });
    var active = words.length > 0 || form !== "" || unit !== "" || !every;
    var kept = new Set(), shown = 0, list = gathered();
    /* "bao lam" is Bảo Lâm before it is "báo" here and "làm" there. */
    if (words.length > 1 && list.some(function (one) { return textOf(one).indexOf(phrase) >= 0; })) { words = [phrase]; }
    list.forEach(function (one) {
      var fits = wanted[one.severity] && (form === "" || one.form === form) && (unit === "" || one.file === unit) &&
        words.every(function (word) { return textOf(one).indexOf(word) >= 0; });
      if (one.element.hidden === fits) { one.element.hidden = !fits; }
      if (fits) { shown += 1; one.holders.forEach(function (holder) { if (holder) { kept.add(holder); } }); }
    });
    all(".g, .b, .u").forEach(function (holder) {
      holder.hidden = active && !kept.has(holder);
      if (active && shown <= 100 && holder.classList.contains("g") && !holder.hidden) { holder.open = true; }
    });
    page.getElementById("khong").hidden = shown > 0;
    page.getElementById("dem").textContent = bar.dataset.shown
      .replace("{shown}", shown.toLocaleString("vi-VN")).replace("{total}", list.length.toLocaleString("vi-VN"));
  }
  function reset() {
    page.getElementById("tim").value = "";
    all("select", bar).forEach(function (box) { box.value = ""; });
    all("input[name=s]", bar).forEach(function (box) { box.checked = true; });
    apply();
  }
  if (bar) {
    var waiting = 0;
    bar.hidden = false;
    bar.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
    page.getElementById("bo-loc").addEventListener("click", reset);
    apply();
  }

  /* A link to a finding opens what it is folded in, and undoes a filter that hides it. */
  function arrive() {
    var target = page.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    if (bar && target.closest("[hidden]")) { reset(); }
    opened(target);
    if (target.tagName === "TBODY") { all("details", target).slice(0, 1).forEach(opened); }
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", arrive);
  page.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a") : null;
    if (link && link.getAttribute("href") === location.hash && location.hash) { arrive(); }
  });
  if (location.hash) { arrive(); }

  /* Tables are sorted by a click on a heading. */
  all("table.so").forEach(function (table) {
    var body = table.tBodies[0], heads = all("thead th", table);
    function valueOf(row, at) {
      var cell = row.cells[at];
      return cell.dataset.v === undefined ? fold(cell.textContent) : cell.dataset.v;
    }
    heads.forEach(function (head, at) {
      var button = page.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var falling = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", falling ? "descending" : "ascending");
        Array.prototype.slice.call(body.rows).map(function (row, place) { return [valueOf(row, at), place, row]; })
          .sort(function (one, other) {
            var order = one[0] !== "" && other[0] !== "" && !isNaN(one[0]) && !isNaN(other[0])
              ? one[0] - other[0] : String(one[0]).localeCompare(String(other[0]), "vi");
            return (falling ? -order : order) || one[1] - other[1];
          }).forEach(function (item) { body.appendChild(item[2]); });
      });
    });
  });

  /* On paper nothing stays folded but the details of slight remarks, whose columns say it all. */
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = all("details:not([open])").filter(function (one) { return !one.closest(".f-i tbody"); });
    folded.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () { folded.forEach(function (one) { one.open = false; }); });
})();
