export interface Style {
  color?: string;
  back?: string;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
}

export interface Span {
  text: string;
  style: Style;
}

export type Line = Span[];

const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;
const escape = /\u001b(?:\[([0-9;:]*)([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g;
const unfinished = /\u001b(?:\[[0-9;:]*|\][^\u0007\u001b]{0,200})?$/;

/** What a program wrote to a terminal, as lines with colours. It is fed as it arrives: a chunk may end anywhere, also inside a colour. */
export class Terminal {
  readonly lines: Line[] = [[]];
  private style: Style = {};
  private rest = "";
  private restart = false;

  write(text: string): void {
    const all = this.rest + text;
    const cut = unfinished.exec(all);
    this.rest = cut ? cut[0] : "";
    const whole = cut ? all.slice(0, cut.index) : all;
    let at = 0;
    for (const found of whole.matchAll(escape)) {
      this.put(whole.slice(at, found.index));
      if (found[2] === "m") this.style = styled(this.style, found[1] ?? "");
      else if (found[2] === "K") this.restart = this.restart || found[1] === "2";
      at = found.index + found[0].length;
    }
    this.put(whole.slice(at));
  }

  private put(text: string): void {
    for (const part of text.split(/(\r\n|\n|\r)/)) {
      if (part === "\n" || part === "\r\n") {
        this.lines.push([]);
        this.restart = false;
      } else if (part === "\r") this.restart = true; // what follows is written over the line: a progress bar
      else if (part !== "") this.append(part);
    }
  }

  private append(text: string): void {
    const last = this.lines.length - 1;
    // A new array for a line that changes, so that only this line is drawn again.
    const line = this.restart ? [] : (this.lines[last] ?? []);
    this.restart = false;
    const end = line.at(-1);
    this.lines[last] = end && end.style === this.style ? [...line.slice(0, -1), { text: end.text + text, style: this.style }] : [...line, { text, style: this.style }];
  }
}

export const textOf = (line: Line): string => line.map((span) => span.text).join("");

function styled(before: Style, list: string): Style {
  const codes = list.split(/[;:]/).map((code) => Number(code || 0));
  let style = { ...before };
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 0) style = {};
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 22) { delete style.bold; delete style.dim; }
    else if (code === 23) delete style.italic;
    else if (code === 24) delete style.underline;
    else if (code === 39) delete style.color;
    else if (code === 49) delete style.back;
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) style.color = names[code % 10] ?? "white";
    else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) style.back = names[code % 10] ?? "black";
    else if (code === 38 || code === 48) {
      const [color, used] = extended(codes.slice(at + 1));
      at += used;
      if (code === 38) style.color = color;
      else style.back = color;
    }
  }
  return style;
}

/** Of the many colours the nearest of the eight, because those can be read in both themes. */
function extended(codes: number[]): [string, number] {
  if (codes[0] === 2) return [nearest(codes[1] ?? 0, codes[2] ?? 0, codes[3] ?? 0), 4];
  const index = codes[1] ?? 0;
  if (index < 16) return [names[index % 8] ?? "white", 2];
  if (index >= 232) return [index < 244 ? "black" : "white", 2];
  const part = (at: number) => (Math.floor((index - 16) / at) % 6) * 51;
  return [nearest(part(36), part(6), part(1)), 2];
}

function nearest(red: number, green: number, blue: number): string {
  const half = Math.max(red, green, blue) / 2;
  if (half < 32) return "black";
  return names[(red > half ? 1 : 0) + (green > half ? 2 : 0) + (blue > half ? 4 : 0)] ?? "white";
}
