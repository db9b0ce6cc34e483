"use strict";
(function () {
  const data = JSON.parse(document.getElementById("chart-data").textContent);
  const box = document.getElementById("chart");
  const SHAPES = { meets: "circle", undecided: "circle", fails: "diamond" };

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function colourOf(point) {
    if (point.dominatedBy && !point.recommended) return colour("faint");
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

  /* Neighbours closer than the gap stand side by side around their middle. */
  function spread(pixels, gap) {
    const groups = [];
    pixels.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at).forEach((item) => {
      const last = groups[groups.length - 1];
      if (last && item.at - last[last.length - 1].at < gap) last.push(item);
      else groups.push([item]);
    });
    const result = [];
    groups.forEach((group) => {
      const middle = group.reduce((sum, item) => sum + item.at, 0) / group.length;
      group.forEach((item, i) => { result[item.index] = middle + (i - (group.length - 1) / 2) * gap; });
    });
    return result;
  }

  function axes(narrow) {
    const ticks = data.axis.ticks.map((tick) => tick.at);
    const text = { color: colour("muted"), fontSize: 13 };
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 52, right: narrow ? 16 : 24, top: 24, bottom: 56 },
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
        type: "value", min: data.low, max: data.high,
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

  function dot(point, index, x) {
    const hollow = point.state === "undecided";
    return {
      index: index, name: point.name, value: [x, point.value],
      symbol: SHAPES[point.state] || "triangle",
      symbolSize: point.recommended ? 16 : 12,
      itemStyle: { color: hollow ? colour("paper") : colourOf(point), borderColor: colourOf(point), borderWidth: hollow ? 2.5 : 0 },
      label: { color: point.dominatedBy && !point.recommended ? colour("muted") : colour("ink"), fontWeight: point.recommended ? "bold" : "normal" }
    };
  }

  function series(x) {
    return data.points
      .map((point, i) => (point.lower === null || point.upper === null ? null : whisker(point, x[i])))
      .filter((one) => one !== null)
      .concat([{
        type: "scatter", z: 3, data: data.points.map((point, i) => dot(point, i, x[i])),
        label: {
          show: true, position: "right", distance: 7, formatter: "{b}", fontSize: 13,
          textBorderColor: colour("paper"), textBorderWidth: 4
        },
        labelLayout: { moveOverlap: "shiftY" },
        markLine: {
          silent: true, symbol: "none", data: [{ yAxis: data.bar }],
          lineStyle: { color: colour("ink"), type: "dashed", width: 1 },
          label: { position: "insideStartTop", formatter: data.barLabel, color: colour("ink"), fontSize: 13 }
        }
      }]);
  }

  function draw(chart) {
    chart.clear();
    chart.setOption(axes(box.clientWidth < 560));
    const pixels = data.points.map((point) => chart.convertToPixel({ xAxisIndex: 0 }, point.x));
    const x = spread(pixels, 14).map((at) => chart.convertFromPixel({ xAxisIndex: 0 }, at));
    chart.setOption({ series: series(x) });
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
