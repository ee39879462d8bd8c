-- Neovim's own client: type a mistake letter by letter, see it, mend it, complete an event,
-- look at the timeline, change the config.  Each line that is printed is "ok" or "not ok".
local folder = vim.env.FOLDER
local function check(name, ok, shown)
  io.stdout:write((ok and "ok " or "not ok ") .. name .. (ok and "" or ": " .. vim.inspect(shown)) .. "\n")
end
local client = vim.lsp.start_client({ cmd = { vim.env.PROG, "lsp" }, root_dir = folder, name = "hookvet" })
vim.cmd("edit " .. folder .. "/a.json")
local buffer = vim.api.nvim_get_current_buf()
vim.lsp.buf_attach_client(buffer, client)
local function codes()
  local list = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do table.insert(list, d.code or d.user_data.lsp.code) end
  return table.concat(list, " ")
end
local function wait(want)
  vim.wait(20000, function() return codes() == want end, 5)
  return codes() == want
end
local function ask(method, params)
  local answer = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  return answer and answer[client] and answer[client].result
end
local function at(line, column)
  return { textDocument = vim.lsp.util.make_text_document_params(buffer),
    position = { line = line, character = column } }
end
local line, column = 6, 49
for i, letter in ipairs({ "p", "a", "y", "e", "d" }) do
  vim.api.nvim_buf_set_text(buffer, line, column + i - 1, line, column + i - 1, { letter })
end
check("a mistake is seen", wait("misspelt-event-type"), codes())
local d = vim.diagnostic.get(buffer)[1]
check("at its place", d and d.lnum == line and d.col == 21 and d.end_col == 55, d)
local params = at(line, 30)
params.range = { start = params.position, ["end"] = params.position }
params.context = { diagnostics = {} }
local fixes = ask("textDocument/codeAction", params)
vim.lsp.util.apply_workspace_edit(fixes[1].edit, "utf-16")
check("the fix mends it", wait(""), codes())
local text = vim.api.nvim_buf_get_lines(buffer, line, line + 1, true)[1]
check("as it should be", text:find('"invoicing.customer.invoice.paid"', 1, true) ~= nil, text)
vim.api.nvim_buf_set_text(buffer, line, 54, line, 54, { ', "' })
local items = ask("textDocument/completion", at(line, 57)).items
check("an event is completed", items[1].label == "invoicing.customer.invoice.send", items[1])
vim.api.nvim_buf_set_text(buffer, line, 54, line, 57, { "" })
local hover = ask("textDocument/hover", at(11, 8))
check("the timeline is drawn", hover.contents.value:find("retry 3", 1, true) ~= nil, hover)
vim.api.nvim_buf_set_text(buffer, line, 52, line, 53, { "" })
vim.wait(20000, function() return codes() ~= "" end, 5)
vim.cmd("edit " .. folder .. "/.hookvet.json")
vim.lsp.buf_attach_client(0, client)
vim.api.nvim_buf_set_lines(0, 0, -1, true, { '{ "rules": { "misspelt-event-type": "off", "unknown-event-type": "off" } }' })
vim.cmd("silent write")
check("a config that is saved is obeyed", wait(""), codes())
vim.lsp.stop_client(client)
check("it ends", vim.wait(20000, function() return vim.lsp.client_is_stopped(client) end, 5))
vim.cmd("qall!")
