import { describe, expect, it } from 'vitest'
import { found } from '../../../test/support/secrets.ts'
import { passwordSecret } from './password.ts'

const value = ['Wq7', '!mZ', 'x2pL'].join('')

describe('finds', () => {
  it.each([
    ['an assignment', `DB_PASSWORD=${value}`],
    ['a quoted one', `password: '${value}'`],
    ['JSON', `{"userPassword": "${value}"}`],
    ['a property', `spring.datasource.password=${value}`],
    ['among others', `host=db;password=${value};port=5432`],
    ['in a query', `?user=ana&password=${value}&tls=1`],
    ['a flag', `--password ${value} --host db`],
    ['XML', `<password>${value}</password>`],
    ['a constant', `define('DB_PASSWORD', '${value}');`],
    ['English', `The password for the server is ${value}`],
    ['Chinese', `密码：${value}`],
    ['a Chinese sentence', `数据库口令是 ${value}，请保密`],
    ['user and password', `账号/密码：admin/${value}`],
    ['user and password, English', `username/password: admin/${value}`],
  ])('%s', (_, text) => {
    expect(found(passwordSecret, text)).toEqual([value])
  })

  it('digits that are long enough', () => {
    expect(found(passwordSecret, 'password=92817364')).toEqual(['92817364'])
    expect(found(passwordSecret, 'pass: 120')).toEqual([])
  })

  it('the whole text of a field that names it', () => {
    expect(found(passwordSecret, value, 'user.password')).toEqual([value])
    expect(found(passwordSecret, 'reset it now', 'password')).toEqual([])
  })
})

describe('passes', () => {
  it.each([
    'password: string',
    'password: str = Field(...)',
    'password = getpass.getpass()',
    'password = models.CharField(max_length=128)',
    'if (password !== confirmation) throw new Error()',
    '"password": "Mot de passe"',
    '"password": "密码"',
    'Password: required',
    'password: ********',
    'password=<your password>',
    "password => '%env(DB_PASSWORD)%'",
    'password: $' + '{{ secrets.DB_PASSWORD }}',
    'DB_PASSWORD=$DB_PASSWORD',
    'password_hash: $2b$12$abcdefghijklmnopqrstuv1234567890',
    'STENCIL_PASS_DEPTH_FAIL: 0x0B95',
    '--pass: #1f6a4d;',
    '--- PASS: TestUser/case1 (0.01s)',
    'pass the salt, please: 2 spoons',
    'What arguments to pass to. See https://example.org/a1',
    "argon2('password', 'salt1234')",
    'class TestPass3(TestBase3):',
    'error NTE_INCORRECT_PASSWORD = -2146893774',
    '密码是什么？',
    '请输入密码：',
    '忘记密码：点击这里重置',
    'the password is wrong',
    'compass: north2',
  ])('%s', text => {
    expect(found(passwordSecret, text)).toEqual([])
  })
})
