// What JavaScript clients do, on whichever end they are pointed at.
// stdin: {"openaiUrl", "anthropicUrl", "key", "prompt"}; stdout: {scenario: what the client saw}.
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { openaiUrl, anthropicUrl, key, prompt } = JSON.parse(Buffer.concat(chunks).toString("utf8"));

const openai = new OpenAI({ baseURL: openaiUrl, apiKey: key, maxRetries: 0, timeout: 20_000 });
const anthropic = new Anthropic({ baseURL: anthropicUrl, apiKey: key, maxRetries: 0, timeout: 20_000 });
const messages = [{ role: "user", content: prompt }];
const schema = { type: "object", properties: { to: { type: "string" } } };
const chat = {
  model: "gpt-example",
  messages,
  tools: [{ type: "function", function: { name: "send_mail", parameters: schema } }],
};
const responses = {
  model: "gpt-example",
  input: prompt,
  tools: [{ type: "function", name: "send_mail", parameters: schema, strict: false }],
};
const message = {
  model: "claude-example",
  max_tokens: 512,
  messages,
  tools: [{ name: "send_mail", input_schema: schema }],
};

async function streamedChat() {
  const lanes = { content: "", arguments: "" };
  for await (const chunk of await openai.chat.completions.create({ ...chat, stream: true })) {
    const delta = chunk.choices[0]?.delta ?? {};
    lanes.content += delta.content ?? "";
    lanes.arguments += delta.tool_calls?.[0]?.function?.arguments ?? "";
  }
  return lanes;
}

async function accumulatedChat() {
  const completion = await openai.chat.completions.stream(chat).finalChatCompletion();
  // Not in the SDK's types, so its accumulator keeps the last piece only, wherever that was cut.
  delete completion.choices[0].message.reasoning_content;
  return completion;
}

async function streamedResponse() {
  let text = "";
  let last = null;
  for await (const event of await openai.responses.create({ ...responses, stream: true })) {
    if (event.type === "response.output_text.delta") text += event.delta;
    if (event.type === "response.completed") last = event.response;
  }
  return { text, last };
}

const scenarios = {
  chatWhole: () => openai.chat.completions.create(chat),
  chatStreamed: streamedChat,
  chatAccumulated: accumulatedChat,
  responsesWhole: () => openai.responses.create(responses),
  responsesStreamed: streamedResponse,
  responsesAccumulated: () => openai.responses.stream(responses).finalResponse(),
  messagesWhole: () => anthropic.messages.create(message),
  messagesAccumulated: () => anthropic.messages.stream(message).finalMessage(),
};

const seen = {};
for (const [name, run] of Object.entries(scenarios)) {
  seen[name] = await run();
}
process.stdout.write(JSON.stringify(seen));
