"use strict";
(function () {
  const data = JSON.parse(document.getElementById("chart-data").textContent);
  const box = document.getElementById("chart");
  const GAP = 14, REACH = 12, LINE = 16, NARROW = 560, CROWD = 8, DOT = 8;
  const SHAPES = { meets: "circle", undecided: "circle", fails: "diamond" };

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function isNarrow() {
    return box.clientWidth < NARROW;
  }

  function isPale(point) {
    return point.dominatedBy && !point.recommended;
  }

  /* Where there is no room for all names, those of dominated tools are left to the table. */
  function isNamed(point) {
    return !(isNarrow() && data.points.length > CROWD && isPale(point));
  }

  function colourOf(point) {
    if (isPale(point)) return colour("faint");
    return colour({ meets: "accent", undecided: "open", fails: "bad" }[point.state] || "muted");
  }

  /* Text nodes only: a name may hold anything. */
  function tip(point) {
    const root = document.createElement("div");
    root.className = "tip";
    const line = (tag, text) => root.appendChild(document.createElement(tag)).append(text);
    line("b", point.name);
    line("span", data.metric + " " + point.estimate + (point.interval ? " (" + point.interval + ")" : ""));
    line("span", point.cost + " for " + data.corpus);
    line("span", point.stateWord + (point.reason ? ": " + point.reason : ""));
    if (point.dominatedBy) line("span", "dominated by " + point.dominatedBy);
    return root;
  }

  /* Neighbours closer than the gap form a group and stand side by side around their middle. */
  function grouped(pixels) {
    const left = (group) => group.middle - ((group.items.length - 1) / 2) * GAP;
    const right = (group) => group.middle + ((group.items.length - 1) / 2) * GAP;
    const join = (items) => ({ items: items, middle: items.reduce((sum, i) => sum + pixels[i], 0) / items.length });
    const groups = [];
    pixels.map((_, i) => i).sort((a, b) => pixels[a] - pixels[b]).forEach((i) => {
      let group = join([i]);
      while (groups.length && right(groups[groups.length - 1]) + GAP > left(group)) {
        group = join(groups.pop().items.concat(group.items));
      }
      groups.push(group);
    });
    return groups.map((group) => ({ items: group.items, left: left(group), right: right(group) }));
  }

  function height(share, chart) {
    return chart.convertToPixel({ yAxisIndex: 0 }, share);
  }

  /* Whether a whisker crosses the line on which a name stands. */
  function crosses(point, y, chart) {
    const top = height(point.upper === null ? point.value : point.upper, chart);
    const foot = height(point.lower === null ? point.value : point.lower, chart);
    return y > top - LINE / 2 && y < foot + LINE / 2;
  }

  /* Whether names in a stretch beside a group would stand on another group's whiskers. */
  function isTaken(from, to, heights, others, chart) {
    return others.some((other) => other.items.some((i, rank) => {
      const pixel = other.left + rank * GAP;
      return pixel + DOT > from && pixel - DOT < to && heights.some((y) => crosses(data.points[i], y, chart));
    }));
  }

  /* Names of a group stand in one column beside it, each as near to its point as the others let it. */
  function column(group, others, chart, pen) {
    const named = group.items.filter((i) => isNamed(data.points[i]));
    if (!named.length) return [];
    const width = Math.max(...named.map((i) => pen.measureText(data.points[i].name).width));
    const space = chart.getWidth() - group.right - REACH;
    const order = named.sort((a, b) => data.points[b].value - data.points[a].value);
    const wanted = order.map((i) => height(data.points[i].value, chart));
    const heights = wanted.slice();
    for (let k = 1; k < heights.length; k++) heights[k] = Math.max(heights[k], heights[k - 1] + LINE);
    const over = Math.max(0, heights[heights.length - 1] - (chart.getHeight() - 70));
    const lines = heights.map((y) => y - over);
    const right = group.right + REACH, left = group.left - REACH;
    const better = isTaken(right, right + width, lines, others, chart) &&
      left - width > 52 && !isTaken(left - width, left, lines, others, chart);
    const toTheLeft = better || (width > space && group.left - 52 > space);
    return order.map((i, k) => {
      const y = lines[k];
      const rank = group.items.indexOf(i);
      const own = group.left + rank * GAP;
      const beyond = toTheLeft ? group.items.slice(0, rank) : group.items.slice(rank + 1);
      const near = y === wanted[k] && !beyond.some((j) => crosses(data.points[j], y, chart));
      const edge = toTheLeft ? group.left : group.right;
      return {
        index: i, x: (near ? own : edge) + (toTheLeft ? -REACH : REACH), y: y, lead: !near,
        align: toTheLeft ? "right" : "left", room: toTheLeft ? group.left - REACH : space
      };
    });
  }

  /* For each point its pixel and where its name stands. */
  function places(chart) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = "bold 13px " + getComputedStyle(document.body).fontFamily;
    const found = [];
    const groups = grouped(data.points.map((point) => chart.convertToPixel({ xAxisIndex: 0 }, point.x)));
    groups.forEach((group) => {
      const shift = Math.max(0, 60 - group.left) - Math.max(0, group.right - chart.getWidth() + 24);
      group.left += shift;
      group.right += shift;
      group.items.forEach((i, k) => { found[i] = { index: i, pixel: group.left + k * GAP }; });
    });
    groups.forEach((group) => {
      const others = groups.filter((other) => other !== group);
      column(group, others, chart, pen).forEach((place) => Object.assign(found[place.index], place));
    });
    return found;
  }

  function axes() {
    const ticks = data.axis.ticks.map((tick) => tick.at);
    const text = { color: colour("muted"), fontSize: 13 };
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 52, right: isNarrow() ? 16 : 24, top: 34, bottom: 56 },
      tooltip: {
        trigger: "item", confine: true, backgroundColor: colour("paper"), borderColor: colour("rule"),
        textStyle: { color: colour("ink") }, formatter: (hit) => tip(data.points[hit.data.index])
      },
      xAxis: {
        type: "value", min: data.axis.min, max: data.axis.max,
        name: "dollars for " + data.corpus + (data.axis.ticks.length > 1 ? ", log scale" : ""),
        nameLocation: "middle", nameGap: 34, nameTextStyle: text,
        axisLine: { onZero: false, lineStyle: { color: colour("muted") } }, splitLine: { show: false },
        axisTick: { show: true, customValues: ticks },
        axisLabel: {
          ...text, customValues: ticks, hideOverlap: true,
          formatter: (at) => (data.axis.ticks.find((tick) => Math.abs(tick.at - at) < 1e-9) || { label: "" }).label
        }
      },
      yAxis: {
        type: "value", min: data.low, max: data.high, interval: data.step,
        name: data.metric, nameLocation: "end", nameTextStyle: { ...text, align: "left", padding: [0, 0, 0, -44] },
        axisLabel: { ...text, formatter: (share) => Math.round(share * 100) + "\u00a0%" },
        splitLine: { lineStyle: { color: colour("rule") } }
      }
    };
  }

  function whisker(point, x) {
    return {
      type: "line", silent: true, z: 2, symbol: "rect", symbolSize: [9, 1.5], showSymbol: true,
      lineStyle: { color: colourOf(point), width: 1.5 }, itemStyle: { color: colourOf(point) },
      tooltip: { show: false }, data: [[x, point.lower], [x, point.upper]]
    };
  }

  function dot(point, place) {
    const hollow = point.state === "undecided";
    return {
      index: place.index, name: point.name, value: [place.at, point.value],
      symbol: SHAPES[point.state] || "triangle",
      symbolSize: point.recommended ? 16 : 12,
      itemStyle: {
        opacity: 1, color: hollow ? colour("paper") : colourOf(point),
        borderColor: colourOf(point), borderWidth: hollow ? 2.5 : 0
      }
    };
  }

  /* The names are labels of points that cannot be seen. */
  function name(point, place) {
    return {
      name: point.name, value: place.anchor, itemStyle: { opacity: 1 },
      label: {
        position: place.align === "left" ? "right" : "left", width: Math.max(40, place.room), align: place.align,
        color: colour(isPale(point) ? "muted" : "ink"), fontWeight: point.recommended ? "bold" : "normal"
      }
    };
  }

  function lead(point, place) {
    return {
      type: "line", silent: true, z: 1, symbol: "none", lineStyle: { color: colour("faint"), width: 1 },
      data: [[place.at, point.value], place.anchor]
    };
  }

  function bar() {
    return {
      type: "line", data: [], silent: true, z: 1,
      markLine: {
        silent: true, symbol: "none", data: [{ yAxis: data.bar }],
        lineStyle: { color: colour("ink"), type: "dashed", width: 1 },
        label: { position: "insideStartTop", formatter: data.barLabel, color: colour("ink"), fontSize: 13 }
      }
    };
  }

  function names(found) {
    return {
      type: "scatter", silent: true, z: 4, symbolSize: 0,
      data: found.flatMap((place, i) => place.anchor ? [name(data.points[i], place)] : []),
      label: {
        show: true, formatter: "{b}", fontSize: 13, distance: 2, overflow: "truncate",
        textBorderColor: colour("paper"), textBorderWidth: 4
      }
    };
  }

  function draw(chart) {
    chart.clear();
    chart.setOption(axes());
    const found = places(chart);
    found.forEach((place) => {
      place.at = chart.convertFromPixel({ xAxisIndex: 0 }, place.pixel);
      if (place.align) place.anchor = [chart.convertFromPixel({ xAxisIndex: 0 }, place.x), chart.convertFromPixel({ yAxisIndex: 0 }, place.y)];
    });
    const series = [bar(), names(found)];
    data.points.forEach((point, i) => {
      if (found[i].lead) series.push(lead(point, found[i]));
      if (point.lower !== null && point.upper !== null) series.push(whisker(point, found[i].at));
    });
    series.push({ type: "scatter", z: 3, data: data.points.map((point, i) => dot(point, found[i])) });
    chart.setOption({ series: series });
  }

  if (box) {
    const chart = echarts.init(box);
    draw(chart);
    new ResizeObserver(() => { chart.resize(); draw(chart); }).observe(box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw(chart));
  }

  const choice = document.getElementById("detail");
  if (choice) {
    const tables = document.querySelectorAll(".detail");
    const show = () => tables.forEach((table, i) => { table.hidden = i !== choice.selectedIndex; });
    choice.parentElement.hidden = false;
    choice.addEventListener("change", show);
    show();
  }
})();
