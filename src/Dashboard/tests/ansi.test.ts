import { expect, test } from "vitest";
import { Terminal, textOf } from "../src/tasks/ansi";
import { linesWith, pieces } from "../src/tasks/find";

const terminal = (...chunks: string[]) => {
  const made = new Terminal();
  for (const chunk of chunks) made.write(chunk);
  return made;
};

test("colours begin and end where they are set", () => {
  const { lines } = terminal("plain \u001b[1;31mred\u001b[0m again");

  expect(lines).toEqual([[{ text: "plain ", style: {} }, { text: "red", style: { bold: true, color: "red" } }, { text: " again", style: {} }]]);
});

test("a chunk may end inside a colour and inside a line", () => {
  const { lines } = terminal("one\ntw", "o \u001b[3", "2mgreen\u001b", "[0m\n", "three");

  expect(lines.map(textOf)).toEqual(["one", "two green", "three"]);
  expect(lines[1]?.at(-1)?.style.color).toBe("green");
});

test("a progress bar takes one line", () => {
  expect(terminal("10 %\r", "20 %\r100 %\nready\r\n").lines.map(textOf)).toEqual(["100 %", "ready", ""]);
});

test("many colours become the nearest that can be read", () => {
  const { lines } = terminal("\u001b[38;5;196ma\u001b[38;2;20;200;30mb\u001b[48;5;21mc");

  expect(lines[0]?.map((span) => [span.style.color, span.style.back])).toEqual([["red", undefined], ["green", undefined], ["green", "blue"]]);
});

test("what moves the cursor or names the window is not shown", () => {
  expect(terminal("\u001b]0;title\u0007a\u001b[2Jb\u001b[1;1Hc").lines.map(textOf)).toEqual(["abc"]);
});

test("a search looks past colours and case", () => {
  const { lines } = terminal("nothing\nan Er\u001b[31mror here");

  expect(linesWith(lines, "error")).toEqual([1]);
  expect(pieces(lines[1] ?? [], "error").map((piece) => [piece.text, piece.found])).toEqual([["an ", false], ["Er", true], ["ror", true], [" here", false]]);
});
